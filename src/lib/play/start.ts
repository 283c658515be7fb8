import { playGame } from './game.ts';
import { joinGame } from './join.ts';
import { openStore, Session } from './session.ts';

/** Goes on with the game this device is in, unless the address names another one; else leads into one. */
function start(): void {
  document.documentElement.classList.add('is-awake');
  const session = new Session(openStore());
  const seat = session.seat(Date.now());
  const asked = new URLSearchParams(location.search).get('ma')?.toUpperCase();
  if (seat?.entry && (!asked || asked === seat.code)) return playGame(session, seat.code, seat.entry, false);
  joinGame(session, (code, entry) => playGame(session, code, entry, true));
}

start();
