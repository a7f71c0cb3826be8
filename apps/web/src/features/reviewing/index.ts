export { ReviewBand, useReviewOf } from './ReviewBand.tsx';
export { ReviewStatus } from './ReviewStatus.tsx';
export { ShareForReview } from './ShareForReview.tsx';
