import { announcementOf, type AnnouncementForm } from '../../electron/sim/market/announcement.ts';
import type { CreatedPool } from '../../electron/sim/market/pool-creation.ts';
import type { CreateOptions, Market } from '../../electron/sim/market.ts';
import type { CommandReply } from '../../shared/commands.ts';
import type { Offer } from '../../shared/offer.ts';
import type { OrderView } from '../../shared/order.ts';
import {
  addressOf,
  newestOrder,
  offerOn,
  outcomeOn,
  required,
  type Outcome,
  type PoolOrAddress,
} from './desk-lookups.ts';
import { CONFIRMED_AFTER, startRigMarket } from './rig-market.ts';
import { RunningRig, type RigOptions } from './running-rig.ts';

/** What a scenario does with a running desk and its market, and what it waits for. */
export class DeskRig extends RunningRig {
  /** A pool that has landed, and that the feed has announced. */
  pool(plan?: Parameters<Market['createPool']>[0], options?: CreateOptions): CreatedPool {
    const created = this.market.createPool(plan, options);
    this.market.advanceSlots(1);
    return created;
  }

  /** The message of the feed for a pool of this market, as the feed would put it. */
  announce(created: CreatedPool, form: AnnouncementForm = 'full'): void {
    this.market.announce(announcementOf(created, this.market.chain.blockAt('processed').slot, form));
  }

  /** The newest order on a pool, as the desk shows it. */
  order(of: PoolOrAddress): OrderView | null {
    return newestOrder(this.desk, addressOf(of));
  }

  /** The order is on its way: the market holds its bytes, and it is watched. */
  async sent(of: PoolOrAddress): Promise<OrderView> {
    await this.until('the market answered the send', () => (this.order(of)?.lanes.length ?? 0) > 0);
    return required(this.order(of));
  }

  /** The order's block is made and confirmed, and the desk knows. */
  async landed(of: PoolOrAddress): Promise<OrderView> {
    await this.sent(of);
    this.slots(1 + CONFIRMED_AFTER);
    await this.until('the order is confirmed', () => this.order(of)?.status === 'confirmed');
    return required(this.order(of));
  }

  /** Sells what is held of a pool, and waits until that has landed. */
  async sold(of: PoolOrAddress): Promise<OrderView> {
    const reply = this.command({ kind: 'sell', pool: addressOf(of) });
    if (!reply.ok) throw new Error(`it was not sold: ${JSON.stringify(reply.problem)}`);
    await this.until('it is being sold', () => this.order(of)?.side === 'sell');
    return this.landed(of);
  }

  async offer(of: PoolOrAddress): Promise<Offer> {
    await this.until('the pool is offered', () => offerOn(this.desk, addressOf(of)) !== null);
    return required(offerOn(this.desk, addressOf(of)));
  }

  approve({ id, revision, now }: Offer): CommandReply {
    return this.command({ kind: 'approve', offer: id, revision, shownOut: now.expectedOut });
  }

  /** How the pool ended in this run; null while it is open. */
  outcome(of: PoolOrAddress): Outcome | null {
    return outcomeOn(this.events, addressOf(of));
  }

  async ended(of: PoolOrAddress): Promise<string> {
    await this.until('the pool has its outcome', () => this.outcome(of) !== null);
    return this.outcome(of)?.code ?? '';
  }
}

/** Runs a scenario on a desk of its own, and leaves nothing behind whatever happens. */
export async function withDesk(
  options: RigOptions,
  scenario: (rig: DeskRig) => Promise<void>,
): Promise<void> {
  const rig = new DeskRig(options, await startRigMarket(options.market));
  try {
    await rig.open();
    await scenario(rig);
    if (rig.isOpen()) await rig.shut();
  } finally {
    await rig.remove();
  }
}
