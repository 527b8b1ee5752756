import { describe, expect, it } from 'vitest';
import { latencySummary } from '../../../renderer/store/latency-summary.ts';
import { demoLatencies } from '../support/demo-desk.ts';

describe('the figures of event to wire', () => {
  it('are null where nothing was measured', () => {
    expect(latencySummary({ latencies: [], landingsMs: [], slotsBehind: [] })).toEqual({
      p50Us: null,
      p95Us: null,
      p99Us: null,
      toProcessedP50Ms: null,
      slotsBehindP50: null,
    });
  });

  it('count the whole way of an order, and zero slots behind as a figure', () => {
    const [sample] = demoLatencies(1);
    if (sample === undefined) throw new Error('no sample');
    const { decodeUs, judgeUs, prepareUs, signUs, sendUs } = sample.stages;
    const summary = latencySummary({ latencies: [sample], landingsMs: [430, 410, 420], slotsBehind: [0] });
    expect(summary.p50Us).toBe(decodeUs + judgeUs + prepareUs + signUs + sendUs);
    expect(summary.toProcessedP50Ms).toBe(420);
    expect(summary.slotsBehindP50).toBe(0);
  });
});
