import { router } from '../trpc.ts';
import { intakeRouter } from './intake/router.ts';
import { senderRouter } from './sender/router.ts';

export const outcomeRouter = router({
  intake: intakeRouter,
  sender: senderRouter,
});
