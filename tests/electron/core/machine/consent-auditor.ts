import type { Decision } from '../../../../electron/core/decide.ts';
import type { EngineInput } from '../../../../electron/core/input.ts';
import type { EngineState } from '../../../../electron/core/state.ts';
import type { Offer } from '../../../../shared/offer.ts';
import type { OrderTicket } from '../../../../shared/order.ts';
import type { Address, UnixMs } from '../../../../shared/units.ts';
import { demand } from './auditor.ts';

type Shown = { readonly spend: bigint; readonly out: bigint };
type Approve = Extract<Extract<EngineInput, { kind: 'command' }>['command'], { kind: 'approve' }>;

/** Watches that whoever has to be asked was asked, and that an order is the one that was shown. */
export class ConsentAuditor {
  readonly #consents = new Map<Address, Shown>();

  restarted(): void {
    this.#consents.clear();
  }

  audit(before: EngineState, input: EngineInput, decision: Decision, nowMs: UnixMs): void {
    if (input.kind === 'command' && input.command.kind === 'approve' && decision.reply?.ok === true) {
      this.#approved(before, input.command, nowMs);
    }
    for (const event of decision.events) {
      if (event.kind === 'order-reserved') this.#reserved(event.ticket, decision.state);
      if (event.kind === 'pool-closed') this.#consents.delete(event.pool.pool);
    }
  }

  #approved(before: EngineState, { offer: id, revision, shownOut }: Approve, nowMs: UnixMs): void {
    const offer = offerIn(before, id);
    demand(offer !== null, 'only what is offered is approved');
    demand(nowMs < offer.expiresAtMs, 'an approval is as old as the offer at most');
    demand(revision <= offer.revision, 'only a card that was shown is approved');
    const out = shownOut;
    if (revision === offer.revision)
      demand(out === offer.now.expectedOut, 'an approval is of the price shown');
    this.#consents.set(offer.pool, { spend: offer.spendLamports, out });
  }

  #reserved(ticket: OrderTicket, { ledger: { settings } }: EngineState): void {
    if (ticket.side === 'sell') return;
    const consent = this.#consents.get(ticket.pool.pool);
    if (ticket.trigger === 'approval') demand(consent !== undefined, 'an approval is of an offer');
    if (consent === undefined) {
      const { mode, autoBelowLamports } = settings.approval;
      const goesByItself = mode === 'auto' || (mode === 'auto-below' && ticket.amountIn < autoBelowLamports);
      return demand(goesByItself, 'who has to be asked is asked');
    }
    demand(ticket.amountIn <= consent.spend, 'no order spends more than was shown');
    const worst = (consent.out * BigInt(10_000 - settings.slippageBps)) / 10_000n;
    demand(ticket.expectedOut >= worst, 'the price that was shown holds within the slippage');
  }
}

function offerIn({ session }: EngineState, id: Approve['offer']): Offer | null {
  const pool = session.offers.get(id);
  const open = pool === undefined ? undefined : session.open.get(pool);
  return open?.stage === 'offered' ? open.offer : null;
}
