import { describe, expect, it } from 'vitest';
import { nearName } from '../../../electron/config/near-name.ts';

const KNOWN = ['SOL_AMOUNT', 'SLIPPAGE', 'WS_URL', 'RPC_URL', '--seed'] as const;

describe('a name that was probably meant', () => {
  it.each([
    ['SOL_AMOUT', 'SOL_AMOUNT'],
    ['sol_amount', 'SOL_AMOUNT'],
    ['SLIPAGE', 'SLIPPAGE'],
    ['WSS_URL', 'WS_URL'],
    ['--sed', '--seed'],
  ])('%s is %s', (name, meant) => {
    expect(nearName(name, KNOWN)).toBe(meant);
  });

  it.each(['', 'PATH', 'SOLANA', 'EDITOR', 'AMOUNT', 'X'.repeat(1000)])('%s is none', (name) => {
    expect(nearName(name, KNOWN)).toBeNull();
  });
});
