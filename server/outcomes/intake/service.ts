/* The door of the room for its router. */
export { listBatches, listSenderChoices } from './batches.ts';
export { brokenRows, intakeSample, intakeTemplate } from './files.ts';
export { acceptUpload, beginUpload, cancelUpload, readUpload, remapUpload } from './upload.ts';
