import { router } from '../trpc.ts';
import { areaRouter } from './area/router.ts';
import { releaseRouter } from './release/router.ts';

export const outcomeRouter = router({
  area: areaRouter,
  release: releaseRouter,
});
