import { router } from '../trpc.ts';
import { areaRouter } from './area/router.ts';
import { releaseRouter } from './release/router.ts';
import { figuresRouter } from './view/router.ts';

export const outcomeRouter = router({
  area: areaRouter,
  figures: figuresRouter,
  release: releaseRouter,
});
