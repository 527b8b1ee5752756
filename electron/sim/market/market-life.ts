import type { Address } from '../../../shared/units.ts';
import { decodeCpmmPoolAccount } from '../../protocol/cpmm-pool-account.ts';
import type { SigningKey } from '../../protocol/ed25519.ts';
import type { Block } from '../chain/block.ts';
import type { Chain } from '../chain/chain.ts';
import type { Random } from '../prng/random.ts';
import {
  announcementOf,
  foreignAnnouncement,
  malformedAnnouncement,
  type AnnouncementForm,
} from './announcement.ts';
import { AnnouncementQueue } from './announcement-queue.ts';
import { Crowd } from './crowd.ts';
import type { MarketBank } from './market-bank.ts';
import type { MarketWallets } from './market-wallets.ts';
import type { AnyCreatedPool } from './created-pool.ts';
import { planNextPool, type PlannedPool } from './planned-pool.ts';
import { makePool } from './pool-maker.ts';
import type { PoolMood } from './pool-plan.ts';
import { isHeldByVisitor, retirePool } from './retirement.ts';
import { addPermanentDelegate } from './token-creation.ts';
import type { TradedPool, Venue } from './traded-pool.ts';
import { fateOf, type SlotRange } from './trader-behaviour.ts';

export type LifeOptions = {
  readonly chain: Chain;
  readonly bank: MarketBank;
  readonly wallets: MarketWallets;
  readonly residents: ReadonlySet<Address>;
  readonly random: Random;
  /** Mean number of new pools a second; 0 for none. */
  readonly poolsASecond: number;
  /** How lively the other traders are; 1 is the desk's preset, 0 none. */
  readonly activity: number;
  readonly slotMs: number;
  /** After how many slots a pool that no visitor holds retires. */
  readonly poolLifeSlots: SlotRange;
  /** Puts a message on the feed. */
  readonly announce: (message: unknown) => void;
};

/** Pools that are on the chain at once; above it the oldest that no visitor holds retires early. */
export const MAX_POOLS = 200;
/** Pools that outlive their time because a visitor holds their token. */
export const MAX_HELD_POOLS = 200;
const REFILL_EVERY_SLOTS = 50;
const RETIRE_EVERY_SLOTS = 10;

const FOREIGN = 0.02;
const MALFORMED = 0.01;
const TWICE = 0.06;
const MINIMAL = 0.12;
const NAMED = 0.12;
const TWICE_AFTER_SLOTS = [2, 10] as const;

type AnnouncedAs = AnnouncementForm | 'none';

/** The invented market's course: what happens before each block, and what is announced after it. */
export class MarketLife {
  readonly #options: LifeOptions;
  readonly #crowd: Crowd;
  readonly #announcements = new AnnouncementQueue();
  readonly #pools = new Map<Address, TradedPool>();
  /** Creations that are to land with the next block. */
  #unlanded: { readonly pool: AnyCreatedPool; readonly form: AnnouncedAs; readonly twice: boolean }[] = [];
  readonly #arrivals: Random;
  readonly #plans: Random;
  #nextArrivalS: number;
  #elapsedS = 0;

  constructor(options: LifeOptions) {
    this.#options = options;
    this.#crowd = new Crowd(options.chain, options.bank, options.wallets);
    this.#arrivals = options.random.fork('arrivals');
    this.#plans = options.random.fork('plans');
    this.#nextArrivalS = this.#gapS();
  }

  get pools(): ReadonlyMap<Address, TradedPool> {
    return this.#pools;
  }

  get waitingAnnouncements(): number {
    return this.#announcements.size;
  }

  /** Sends what the next block is to hold. */
  beforeBlock(): void {
    const { chain, bank, slotMs, activity } = this.#options;
    const slot = chain.blockAt('processed').slot + 1;
    this.#elapsedS += slotMs / 1000;
    while (this.#elapsedS >= this.#nextArrivalS) {
      this.#nextArrivalS += this.#gapS();
      this.#arrive(slot);
    }
    if (slot % RETIRE_EVERY_SLOTS === 0) this.#retire(slot);
    if (slot % REFILL_EVERY_SLOTS === 0) bank.refill();
    if (activity > 0) for (const pool of this.#pools.values()) this.#crowd.tradeOn(pool, slot, activity);
  }

  /** Announces what landed in the block, and what has waited for it. */
  afterBlock(block: Block): void {
    const landed = new Set(
      block.records.filter((each) => each.meta.error === null).map((each) => each.signature),
    );
    for (const { pool, form, twice } of this.#unlanded) {
      if (!landed.has(pool.signature)) continue;
      this.#list(pool, block.slot);
      if (form === 'none') continue;
      const message = announcementOf(pool, block.slot, form);
      this.#announcements.put(block.slot, message);
      if (twice) this.#announcements.put(block.slot + this.#plans.between(...TWICE_AFTER_SLOTS), message);
    }
    // What did not land with its block was dropped by the chain; it is not announced.
    this.#unlanded = [];
    for (const message of this.#announcements.takeDue(block.slot)) this.#options.announce(message);
  }

  create(planned: PlannedPool, form: AnnouncedAs, twice = false): AnyCreatedPool {
    const { chain, bank, wallets } = this.#options;
    const creator = this.#plans.pick<SigningKey>(wallets.creators);
    const pool = makePool(planned, creator, this.#plans, { chain, bank });
    this.#unlanded.push({ pool, form, twice });
    return pool;
  }

  /** Lets the other traders trade a pool that was put on the chain from a recording. */
  adopt(pool: TradedPool): void {
    this.#pools.set(pool.venue.keys.pool, pool);
  }

  #gapS(): number {
    const { poolsASecond } = this.#options;
    return poolsASecond <= 0 ? Infinity : -Math.log(1 - this.#arrivals.next()) / poolsASecond;
  }

  #arrive(slot: number): void {
    const random = this.#plans;
    if (random.chance(MALFORMED)) this.#announcements.put(slot, malformedAnnouncement(random));
    else if (random.chance(FOREIGN)) this.#announcements.put(slot, foreignAnnouncement(random, slot));
    else this.create(planNextPool(random), this.#form(), random.chance(TWICE));
  }

  #form(): AnnouncementForm {
    const drawn = this.#plans.next();
    if (drawn < MINIMAL) return 'minimal';
    return drawn < MINIMAL + NAMED ? 'named' : 'full';
  }

  #list(pool: AnyCreatedPool, slot: number): void {
    const { chain, bank, poolLifeSlots } = this.#options;
    const { keys, tokenMint, tokenProgram, metadata, creator } = pool;
    if (pool.program === 'cpmm' && pool.plan.permanentDelegate) addPermanentDelegate(tokenMint, chain, bank);
    const random = this.#options.random.fork(`pool ${keys.pool}`);
    const mood = moodOf(pool);
    this.#pools.set(keys.pool, {
      venue: { program: pool.program, keys: pool.keys } as Venue,
      tokenMint,
      tokenProgram,
      metadata,
      mood,
      createdSlot: slot,
      opensAtUnixS: opensAt(pool, chain),
      creator,
      random,
      ...fateOf(mood, slot, random, poolLifeSlots),
    });
  }

  #retire(slot: number): void {
    const excess = this.#pools.size - MAX_POOLS;
    const held: TradedPool[] = [];
    let retired = 0;
    for (const pool of this.#pools.values()) {
      if (pool.retireSlot > slot && retired + held.length >= excess) continue;
      if (this.#isHeld(pool)) {
        held.push(pool);
        continue;
      }
      this.#remove(pool);
      retired += 1;
    }
    for (const pool of held.slice(0, Math.max(0, held.length - MAX_HELD_POOLS))) this.#remove(pool);
  }

  #isHeld({ venue, tokenMint }: TradedPool): boolean {
    const { chain, residents } = this.#options;
    return isHeldByVisitor(tokenMint, venue, chain, residents);
  }

  #remove(pool: TradedPool): void {
    const { chain, bank, residents } = this.#options;
    retirePool(pool, chain, bank, residents);
    this.#pools.delete(pool.venue.keys.pool);
  }
}

/** No trader of this market has the dollars for the pools that are paired with them, and none trades CLMM. */
const NEVER_S = 1n << 62n;

const isTraded = (pool: AnyCreatedPool): boolean =>
  pool.program !== 'clmm' && (pool.program !== 'amm-v4' || pool.plan.money === 'sol');

const moodOf = (pool: AnyCreatedPool): PoolMood =>
  isTraded(pool) && 'mood' in pool.plan ? pool.plan.mood : 'quiet';

/** What its account says, where it has a time of its own. */
function opensAt(pool: AnyCreatedPool, chain: Chain): bigint {
  if (!isTraded(pool)) return NEVER_S;
  if (pool.program === 'amm-v4') return pool.openTimeUnixS;
  if (pool.program !== 'cpmm') return 0n;
  const account = chain.accounts.get(pool.keys.pool);
  return (account === undefined ? null : decodeCpmmPoolAccount(account.data))?.openTimeUnixS ?? NEVER_S;
}
