import { publicProcedure, router, staffProcedure } from '../trpc.ts';
import { MediaInput, MediaListInput, SetAltInput, UploadInput } from './schema.ts';
import {
  listMedia,
  listPictures,
  listPlaces,
  readMedia,
  readPicture,
  removeMedia,
  setAltText,
  uploadMedia,
} from './service.ts';

export const mediaRouter = router({
  places: staffProcedure('media.upload').query(({ ctx }) => listPlaces(ctx)),
  list: staffProcedure('media.upload')
    .input(MediaListInput)
    .query(({ ctx, input }) => listMedia(ctx, input)),
  pictures: staffProcedure('media.upload').query(({ ctx }) => listPictures(ctx)),
  picture: publicProcedure.input(MediaInput).query(({ ctx, input }) => readPicture(ctx, input)),
  get: staffProcedure('media.upload')
    .input(MediaInput)
    .query(({ ctx, input }) => readMedia(ctx, input)),
  upload: staffProcedure('media.upload')
    .input(UploadInput)
    .mutation(({ ctx, input }) => uploadMedia(ctx, input)),
  setAlt: staffProcedure('media.upload')
    .input(SetAltInput)
    .mutation(({ ctx, input }) => setAltText(ctx, input)),
  remove: staffProcedure('media.upload')
    .input(MediaInput)
    .mutation(({ ctx, input }) => removeMedia(ctx, input)),
});
