export { type AnsweredMotion, AnsweredMotionContext, type MotionClause } from './documentFacts.ts';
export { personField, type PersonKeys } from './personField.ts';
export { PersonPicker } from './PersonPicker.tsx';
export { withDeliberationViews } from './views.ts';
