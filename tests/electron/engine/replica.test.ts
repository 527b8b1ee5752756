import { describe, expect, it } from 'vitest';
import { Replica } from '../../../electron/engine/replica.ts';
import type { EngineEvent } from '../../../shared/events.ts';
import { applyEvent, emptyDesk } from '../../../shared/projection/apply-event.ts';
import { DESK_SESSION } from '../../support/desk.ts';
import { NOON, SETTINGS } from '../../support/pools.ts';

const EMPTY = emptyDesk(DESK_SESSION, SETTINGS, NOON);
const notice = (text: string): EngineEvent => ({ kind: 'notice', atMs: NOON, level: 'info', text });

describe('the replica', () => {
  it('folds each event and numbers it', () => {
    const replica = new Replica(EMPTY);
    replica.apply(notice('a'));
    replica.apply(notice('b'));
    expect(replica.sequence).toBe(2);
    expect(replica.desk).toEqual([notice('a'), notice('b')].reduce(applyEvent, EMPTY));
  });

  it('tells its listeners when the desk includes the event, until they leave', () => {
    const replica = new Replica(EMPTY);
    const heard: unknown[] = [];
    const leave = replica.listen((event, sequence) => {
      heard.push([event.kind === 'notice' ? event.text : null, sequence, replica.desk.tape.length]);
    });
    replica.apply(notice('a'));
    leave();
    replica.apply(notice('b'));
    expect(heard).toEqual([['a', 1, 1]]);
  });
});
