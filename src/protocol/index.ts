export { runInfo, runIds } from "./run-info.ts";
export { manifestSchema, runInfoSchema, type Manifest, type RunInfo } from "./manifest.ts";
export {
  importResultSchema,
  storedRatingSchema,
  ratingRequestSchema,
  type ImportResult,
  type StoredRating,
  type RatingRequest,
} from "./stored-rating.ts";
export { ratingRequest, ratingKey, ratingRecord } from "./rating-request.ts";
export {
  trainingJobSchema,
  trainingJobRequestSchema,
  extendRequestSchema,
  removalModeSchema,
  uploadSchema,
  type TrainingJob,
  type TrainingJobState,
  type TrainingJobRequest,
  type ExtendRequest,
  type RemovalMode,
  type Upload,
} from "./training-job.ts";
export { claimUploadId } from "./claim-upload-id.ts";
export { packText, unpackText } from "./link-text.ts";
export { serverEventSchema, type ServerEvent } from "./server-event.ts";
export {
  hungPictureSchema,
  maxWallName,
  maxWallSide,
  wallPictureSchema,
  wallSchema,
  type WallPicture,
} from "./wall-picture.ts";
