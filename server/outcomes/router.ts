import { router } from '../trpc.ts';
import { areaRouter } from './area/router.ts';
import { intakeRouter } from './intake/router.ts';
import { releaseRouter } from './release/router.ts';
import { senderRouter } from './sender/router.ts';

export const outcomeRouter = router({
  area: areaRouter,
  intake: intakeRouter,
  release: releaseRouter,
  sender: senderRouter,
});
