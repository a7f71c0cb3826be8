export { ReviewBand, useReviewOf } from './ReviewBand.tsx';
export { ReviewButton, ReviewStatus } from './ReviewStatus.tsx';
export { ShareForReview } from './ShareForReview.tsx';
