import { msUntilNextDay } from '../calendar.ts';
import type { Services } from '../context.ts';
import { sealHead } from './head.ts';
import { verifyAndKeep } from './verify.ts';

/** So long after midnight, that the day has changed on every clock. */
const AFTER_MIDNIGHT_MS = 2000;

/**
 * Seals the trail now, at `stop`, and after each midnight in Asia/Ho_Chi_Minh, when it is verified too. Keeps no process
 * alive that has nothing else to do.
 * @param say takes a sentence for the operator when something fails or the trail is not whole
 */
export async function keepSealing(
  services: Services,
  say: (sentence: string) => void,
): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let running = Promise.resolve();

  const seal = async () => {
    try {
      await sealHead(services);
    } catch (error) {
      say(`Chưa niêm phong được nhật ký: ${(error as Error).message}`);
    }
  };
  const verify = async () => {
    try {
      const { total } = await verifyAndKeep(services, [], stopping.signal);
      if (total > 0) say(`Nhật ký đã bị động vào, ${total} chỗ. Hãy chạy npm run audit:verify.`);
    } catch (error) {
      if (!stopping.signal.aborted) say(`Chưa kiểm tra được nhật ký: ${(error as Error).message}`);
    }
  };
  const plan = () => {
    if (stopping.signal.aborted) return;
    timer = setTimeout(
      () => void (running = seal().then(verify).finally(plan)),
      msUntilNextDay(services.now()) + AFTER_MIDNIGHT_MS,
    );
    timer.unref();
  };
  await seal();
  plan();
  return {
    stop: async () => {
      stopping.abort();
      if (timer) clearTimeout(timer);
      await running;
      await seal();
    },
  };
}
