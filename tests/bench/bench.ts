import { cpus } from 'node:os';
import { join } from 'node:path';
import { percentileOf, sorted } from '../../shared/percentile.ts';
import { STAGES, stageUs, totalUs } from '../../shared/order.ts';
import { runWireBench } from './wire-bench.ts';

const ORDERS = 300;

/** Microseconds, rounded: the clock's own resolution is no better. */
function summary(values: readonly number[]): { p50: number; p95: number; p99: number; max: number } {
  const ascending = sorted(values);
  const at = (percent: number): number => Math.round(percentileOf(ascending, percent) ?? 0);
  return { p50: at(50), p95: at(95), p99: at(99), max: at(100) };
}

async function main(): Promise<void> {
  const json = process.argv.includes('--json');
  const { stages, seconds } = await runWireBench(join(__dirname, '../sim/sim.cjs'), ORDERS);
  const eventToWireUs = summary(stages.map(totalUs));
  const stagesUs = Object.fromEntries(
    STAGES.map((stage) => [stage, summary(stages.map((times) => stageUs(times, stage)))]),
  );
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`;
  if (json) {
    console.log(
      JSON.stringify({
        orders: stages.length,
        eventToWireUs,
        stagesUs,
        seconds: Math.round(seconds),
        machine,
      }),
    );
    return;
  }
  console.log(`Event received → bytes on the socket, ${stages.length} buys in ${seconds.toFixed(0)} s`);
  console.log(machine);
  console.table({ total: eventToWireUs, ...stagesUs });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
