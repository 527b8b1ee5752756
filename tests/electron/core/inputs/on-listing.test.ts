import { describe, expect, it } from 'vitest';
import { MAX_READING } from '../../../../electron/core/session.ts';
import { WSOL_MINT } from '../../../../shared/units.ts';
import { CoreDesk, effectsOf, kindsOf, outcomeOf } from '../../../support/desk.ts';
import {
  bareListing,
  factsOf,
  fullListing,
  MANUAL,
  mintAddress,
  NOON,
  poolAddress,
  SOMEBODY,
} from '../../../support/pools.ts';

describe('a pool that was announced with all its facts', () => {
  it('is bought at once', () => {
    const decision = new CoreDesk().list(fullListing(1));
    expect(kindsOf(decision)).toEqual(['pool-seen', 'order-reserved']);
    expect(effectsOf(decision)).toEqual(['execute', 'watch']);
  });

  it('is told by name, feed and slot', () => {
    const [seen] = new CoreDesk().list(fullListing(1)).events;
    expect(seen).toEqual({
      kind: 'pool-seen',
      atMs: NOON,
      pool: { pool: poolAddress(1), symbol: 'TOK1', program: 'amm-v4' },
      feed: 'test-feed',
      slot: 1_000,
    });
  });

  it('is named after its token mint where it has no symbol, whichever side that is', () => {
    const desk = new CoreDesk();
    const unnamed = bareListing(1, { symbol: null, baseMint: WSOL_MINT, quoteMint: mintAddress(1) });
    expect(desk.list(unnamed).events[0]).toMatchObject({ pool: { symbol: 'Mint…aaa1' } });
    expect(desk.list(bareListing(2, { symbol: null })).events[0]).toMatchObject({
      pool: { symbol: 'Mint…aaa2' },
    });
  });

  it('is refused where it has a flaw, and leaves nothing open', () => {
    const desk = new CoreDesk();
    const decision = desk.list(fullListing(1, { mint: { mintAuthority: SOMEBODY } }));
    expect(kindsOf(decision)).toEqual(['pool-seen', 'pool-closed']);
    expect(outcomeOf(decision)).toEqual({ code: 'mint-authority-set', authority: SOMEBODY });
    expect(desk.state.session.open.size).toBe(0);
  });

  it('is not seen twice while it is open', () => {
    const desk = new CoreDesk();
    desk.list(fullListing(1));
    expect(desk.list(fullListing(1))).toMatchObject({ events: [], effects: [] });
  });

  it('may be seen again after it ended, and then cools down', () => {
    const desk = new CoreDesk();
    desk.list(fullListing(1));
    desk.landed(1);
    expect(outcomeOf(desk.list(fullListing(1)))).toEqual({ code: 'cooling-down', untilMs: NOON + 300_000 });
    expect(desk.desk.outcomes).toEqual({ bought: 1, 'cooling-down': 1 });
  });
});

describe('a pool of which the facts are not known', () => {
  it('is read first, and judged when they come', () => {
    const desk = new CoreDesk();
    const listed = desk.list(bareListing(1));
    expect(listed.effects).toEqual([{ kind: 'read-facts', listing: bareListing(1) }]);
    const judged = desk.hear({ kind: 'facts', pool: poolAddress(1), facts: factsOf(1) });
    expect(kindsOf(judged)).toEqual(['order-reserved']);
  });

  it('goes by the program that its account shows, where the feed named none', () => {
    const desk = new CoreDesk({ settings: MANUAL });
    const [seen] = desk.list(bareListing(1, { program: null })).events;
    expect(seen).toMatchObject({ pool: { program: null } });
    const facts = factsOf(1, { mint: { freezeAuthority: SOMEBODY } });
    const judged = desk.hear({ kind: 'facts', pool: poolAddress(1), facts });
    expect(judged.events).toMatchObject([{ kind: 'pool-closed', pool: { program: 'amm-v4' } }]);
    desk.list(bareListing(2, { program: 'cpmm' }));
    const offered = desk.hear({ kind: 'facts', pool: poolAddress(2), facts: factsOf(2) });
    expect(offered.events).toMatchObject([{ kind: 'offer-made', offer: { program: 'amm-v4' } }]);
  });

  it('is refused by them where they show a flaw', () => {
    const desk = new CoreDesk();
    desk.list(bareListing(1));
    const facts = factsOf(1, { mint: { freezeAuthority: SOMEBODY } });
    const judged = desk.hear({ kind: 'facts', pool: poolAddress(1), facts });
    expect(outcomeOf(judged).code).toBe('freeze-authority-set');
  });

  it('is refused when they cannot be read, with the reason', () => {
    const desk = new CoreDesk();
    desk.list(bareListing(1));
    const failed = desk.hear({ kind: 'facts-failed', pool: poolAddress(1), detail: 'no such account' });
    expect(outcomeOf(failed)).toEqual({ code: 'facts-unavailable', detail: 'no such account' });
  });

  it('is not read when nothing could come of it', () => {
    const foreign = new CoreDesk().list(bareListing(1, { quoteMint: mintAddress(9) }));
    expect(outcomeOf(foreign).code).toBe('not-a-sol-pair');
    expect(outcomeOf(new CoreDesk().list(bareListing(1, { program: 'clmm' }))).code).toBe('not-buyable-yet');
    const halted = new CoreDesk({ start: { armAtStart: false } }).list(bareListing(1));
    expect(outcomeOf(halted)).toEqual({ code: 'halted', cause: { code: 'not-armed-yet' } });
    const reducing = new CoreDesk();
    reducing.command({ kind: 'reduce' });
    expect(outcomeOf(reducing.list(bareListing(1)))).toEqual({ code: 'reducing' });
  });

  it('is refused when as many as allowed are being read', () => {
    const desk = new CoreDesk();
    for (let n = 0; n < MAX_READING; n += 1) desk.list(bareListing(n));
    const decision = desk.list(bareListing(MAX_READING));
    expect(outcomeOf(decision).code).toBe('facts-unavailable');
    expect(decision.effects).toEqual([]);
    desk.hear({ kind: 'facts-failed', pool: poolAddress(0), detail: 'gone' });
    expect(effectsOf(desk.list(bareListing(MAX_READING)))).toEqual(['read-facts']);
  });

  it('does not mind facts that come late, twice or unasked', () => {
    const desk = new CoreDesk();
    const facts = { kind: 'facts', pool: poolAddress(1), facts: factsOf(1) } as const;
    const failed = { kind: 'facts-failed', pool: poolAddress(1), detail: 'late' } as const;
    expect(desk.hear(facts).events).toEqual([]);
    desk.list(bareListing(1));
    desk.hear(facts);
    expect(desk.hear(facts).events).toEqual([]);
    expect(desk.hear(failed).events).toEqual([]);
  });
});
