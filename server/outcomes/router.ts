import { router } from '../trpc.ts';
import { areaRouter } from './area/router.ts';
import { intakeRouter } from './intake/router.ts';
import { releaseRouter } from './release/router.ts';
import { senderRouter } from './sender/router.ts';
import { figuresRouter } from './view/router.ts';

export const outcomeRouter = router({
  area: areaRouter,
  figures: figuresRouter,
  intake: intakeRouter,
  release: releaseRouter,
  sender: senderRouter,
});
