import { assertNever } from '../../../shared/assert-never.ts';
import type { Command, CommandReply } from '../../../shared/commands.ts';
import { declined, DONE } from '../../../shared/commands.ts';
import type { TradingSettings } from '../../../shared/settings.ts';
import { checkSettings } from '../../../shared/settings.ts';
import { fillSlots } from '../inputs/fill-slots.ts';
import { trySell } from '../inputs/try-sell.ts';
import { arm, reduce } from '../trading/arm.ts';
import { halt } from '../trading/halt.ts';
import type { Turn } from '../turn.ts';
import { emit } from '../turn.ts';
import { approve, skip } from './answer-offer.ts';

function changeSettings(turn: Turn, settings: TradingSettings): CommandReply {
  const problems = checkSettings(settings);
  if (problems.length > 0) return declined({ code: 'settings-out-of-range', problems });
  emit(turn, { kind: 'settings-changed', atMs: turn.nowMs, settings });
  fillSlots(turn);
  return DONE;
}

function sellEverything(turn: Turn): CommandReply {
  const { trading, holdings } = turn.state.ledger;
  if (trading.state === 'halted') return declined({ code: 'halted' });
  if (holdings.size === 0) return declined({ code: 'no-position' });
  // The first reason that a position was not sold is told; one that is being sold already is no reason.
  let first: CommandReply = DONE;
  for (const pool of holdings.keys()) {
    const reply = trySell(turn, pool, 'sell-button');
    if (!reply.ok && reply.problem.code !== 'already-selling' && first.ok) first = reply;
  }
  return first;
}

/** What the trader asks for. */
export function onCommand(turn: Turn, command: Command): CommandReply {
  switch (command.kind) {
    case 'approve':
      return approve(turn, command);
    case 'skip':
      return skip(turn, command);
    case 'sell':
      return trySell(turn, command.pool, 'sell-button');
    case 'sell-everything':
      return sellEverything(turn);
    case 'kill':
      halt(turn, { code: 'killed', by: command.by });
      return DONE;
    case 'arm':
      return arm(turn);
    case 'reduce':
      return reduce(turn);
    case 'change-settings':
      return changeSettings(turn, command.settings);
    default:
      return assertNever(command, 'command');
  }
}
