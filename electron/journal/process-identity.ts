import { readFileSync } from 'node:fs';

/**
 * What tells a process from another that got the same number later: the boot and the moment of its start. Null where
 * the system does not say (anywhere but on Linux) or when there is no such process.
 */
export function processIdentity(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold blanks; field 22 is the start in clock ticks.
    const startTicks = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .at(19);
    return startTicks === undefined ? null : `${boot}/${startTicks}`;
  } catch {
    return null;
  }
}

/** Whether the process that wrote down `pid` and `identity` still runs. In doubt it does. */
export function stillRuns(pid: number, identity: string | null): boolean {
  try {
    // Signal 0 only asks.
    process.kill(pid, 0);
  } catch (error) {
    // Any other refusal (EPERM) comes from a process that is there.
    return !(error instanceof Error && Reflect.get(error, 'code') === 'ESRCH');
  }
  const now = processIdentity(pid);
  return identity === null || now === null || now === identity;
}
