/**
 * The real window on invented data, for looking at it and for measuring it: serve the project's folder with Vite and
 * open this page with `?state=running|halted|reducing|empty|starting|failed` and `&events=1000` for events a second.
 */
import { declined, DONE, type Command, type CommandReply } from '../../../shared/commands.ts';
import type { Desk } from '../../../shared/desk.ts';
import type { EngineEvent } from '../../../shared/events.ts';
import type { DeskAnswer, DesktopApi } from '../../../shared/ipc.ts';
import { emptyDesk } from '../../../shared/projection/apply-event.ts';
import { unixMs } from '../../../shared/units.ts';
import { demoDesk, DEMO_NOW } from './demo-desk.ts';
import { demoMarket } from './demo-market.ts';
import { fakeDesktop } from './fake-desktop.ts';

const params = new URLSearchParams(location.search);
const state = params.get('state') ?? 'running';
const eventsPerSecond = Number(params.get('events') ?? '0');

function deskOf(): Desk {
  const desk = demoDesk();
  const sinceMs = unixMs(DEMO_NOW - 94_000);
  if (state === 'halted') {
    return {
      ...desk,
      offers: [],
      waiting: [],
      trading: { state: 'halted', sinceMs, cause: { code: 'killed', by: 'button' } },
    };
  }
  if (state === 'reducing') return { ...desk, trading: { state: 'reducing', sinceMs, cause: null } };
  if (state !== 'empty') return desk;
  const fresh = emptyDesk({ ...desk.session, standInRuntime: false }, desk.settings, DEMO_NOW);
  return { ...fresh, trading: desk.trading };
}

function answerOf(): DeskAnswer {
  if (state === 'starting') return { phase: 'starting', step: 'Connecting to the chain' };
  if (state !== 'failed') return { phase: 'running', sequence: 0, desk: deskOf() };
  return {
    phase: 'failed',
    problems: [
      {
        what: 'MAX_TRADES_PER_HOUR is not usable',
        found: '“ten” in .env, line 12',
        remedy: 'Write a whole number from 0 to 3600.',
      },
      {
        what: 'The data folder cannot be written',
        found: 'EACCES on ~/.config/Swingaway/journal',
        remedy: 'Give yourself write access to it, or set SWINGAWAY_DATA_DIR to another folder.',
      },
    ],
  };
}

let sequence = 0;
let nowMs: number = DEMO_NOW;
const startedMs = performance.now();

function tell(events: readonly EngineEvent[]): void {
  if (events.length === 0) return;
  desktop.push({ first: sequence + 1, events });
  sequence += events.length;
}

function onCommand(command: Command): CommandReply {
  const atMs = unixMs(nowMs);
  const change = (to: 'halted' | 'reducing' | 'armed'): void =>
    tell([
      {
        kind: 'trading-changed',
        atMs,
        trading: {
          state: to,
          sinceMs: atMs,
          cause: to === 'halted' ? { code: 'killed', by: 'button' } : null,
        },
      },
    ]);
  if (command.kind === 'kill') change('halted');
  if (command.kind === 'reduce') change('reducing');
  if (command.kind === 'arm') change('armed');
  if (command.kind === 'change-settings')
    tell([{ kind: 'settings-changed', atMs, settings: command.settings }]);
  if (command.kind === 'sell') return declined({ code: 'already-selling' });
  if (command.kind === 'approve' || command.kind === 'skip') {
    const offer = deskOf().offers.find(({ id }) => id === command.offer);
    if (offer === undefined) return declined({ code: 'offer-gone' });
    const how = command.kind === 'approve' ? 'approved' : 'skipped';
    tell([
      {
        kind: 'offer-closed',
        atMs,
        id: offer.id,
        pool: { pool: offer.pool, symbol: offer.symbol, program: offer.program },
        how,
      },
    ]);
  }
  return DONE;
}

const answer = answerOf();
const desktop = fakeDesktop({ answers: Array.from({ length: 1000 }, () => answer), onCommand });
Object.defineProperty(window, 'desktop', { value: desktop.api satisfies DesktopApi });

if (answer.phase === 'running' && state !== 'empty') {
  const market = demoMarket();
  const perBatchMs = 16;
  let owed = 0;
  setInterval(() => {
    if (desktop.opens() === 0) return;
    const elapsed = performance.now() - startedMs;
    owed += (DEMO_NOW + elapsed - nowMs) * (eventsPerSecond / 1000);
    nowMs = DEMO_NOW + elapsed;
    const count = Math.floor(owed);
    owed -= count;
    tell(Array.from({ length: count }, () => market(unixMs(nowMs))));
  }, perBatchMs);
}

await import('../../../renderer/main.tsx');
