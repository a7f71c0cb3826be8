export { Presence, type PresenceProps } from './Presence.tsx';
export type { AwarenessLike, PresentPerson } from './present-people.ts';
