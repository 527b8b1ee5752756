import type { Command, CommandReply } from '../../../shared/commands.ts';
import { declined } from '../../../shared/commands.ts';
import type { OpenPool } from '../session.ts';
import type { Turn } from '../turn.ts';
import { closePool } from '../inputs/close-pool.ts';
import { tryBuy } from '../inputs/try-buy.ts';
import type { OfferId } from '../../../shared/offer.ts';

type Offered = Extract<OpenPool, { stage: 'offered' }>;

function offered(turn: Turn, id: OfferId): Offered | null {
  const { offers, open } = turn.state.session;
  const pool = offers.get(id);
  const found = pool === undefined ? undefined : open.get(pool);
  return found?.stage === 'offered' ? found : null;
}

/** The trader said yes: the whole gate is run again, against what the card showed. */
export function approve(turn: Turn, command: Extract<Command, { kind: 'approve' }>): CommandReply {
  const waiting = offered(turn, command.offer);
  if (waiting === null) return declined({ code: 'offer-gone' });
  const { offer, listing, facts } = waiting;
  if (offer.expiresAtMs <= turn.nowMs) {
    closePool(turn, offer.pool, { code: 'offer-expired' });
    return declined({ code: 'offer-gone' });
  }
  if (command.revision > offer.revision) {
    return declined({
      code: 'malformed',
      detail: `revision ${command.revision} of the offer does not exist yet`,
    });
  }
  // What each card showed is known here: the window names the card, and has to agree on what it said.
  const shownOut = waiting.shownOuts.at(command.revision - offer.revision - 1);
  if (shownOut === undefined || shownOut !== command.shownOut) {
    return declined({ code: 'malformed', detail: 'the card is out of date, or showed another amount' });
  }
  const consent = { spendLamports: offer.spendLamports, shownOut };
  return tryBuy(turn, { listing, facts, trigger: 'approval', consent });
}

/** The trader said no. */
export function skip(turn: Turn, command: Extract<Command, { kind: 'skip' }>): CommandReply {
  const waiting = offered(turn, command.offer);
  if (waiting === null) return declined({ code: 'offer-gone' });
  closePool(turn, waiting.offer.pool, { code: 'skipped' });
  return { ok: true };
}
