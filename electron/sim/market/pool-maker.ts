import type { SigningKey } from '../../protocol/ed25519.ts';
import { decodeLaunchLabGlobalConfigAccount } from '../../protocol/launchlab-global-config-account.ts';
import type { Chain } from '../chain/chain.ts';
import type { Random } from '../prng/random.ts';
import { CPMM_GENESIS_CONFIG_ADDRESS } from '../programs/cpmm-genesis.ts';
import { LAUNCHLAB_PLATFORM, LAUNCHLAB_SOL_CONFIG } from '../programs/launchlab-genesis.ts';
import { createClmmPool } from './clmm-creation.ts';
import { createCpmmPool } from './cpmm-creation.ts';
import type { AnyCreatedPool } from './created-pool.ts';
import { createLaunch } from './launchlab-creation.ts';
import type { MarketBank } from './market-bank.ts';
import type { PlannedPool } from './planned-pool.ts';
import { createPool } from './pool-creation.ts';
import { sendTrade } from './trade.ts';

/** Sends the creation of a pool of any program; it lands with the next block. */
export function makePool(
  planned: PlannedPool,
  creator: SigningKey,
  random: Random,
  { chain, bank }: { readonly chain: Chain; readonly bank: MarketBank },
): AnyCreatedPool {
  const nowS = Number(chain.clock.unixS);
  switch (planned.program) {
    case 'amm-v4':
      return createPool(planned.plan, creator, random, bank, nowS);
    case 'cpmm':
      return createCpmmPool(planned.plan, creator, random, bank, {
        config: CPMM_GENESIS_CONFIG_ADDRESS,
        nowS,
      });
    case 'launchlab': {
      const configs = {
        globalConfig: LAUNCHLAB_SOL_CONFIG,
        platformConfig: LAUNCHLAB_PLATFORM,
        migrateFee: migrateFeeOn(chain),
      };
      const pool = createLaunch(planned.plan, creator, random, bank, configs);
      const { firstBuyLamports: amountIn } = planned.plan;
      const traded = { ...pool, venue: { program: pool.program, keys: pool.keys } };
      if (amountIn > 0n) sendTrade(traded, creator, { side: 'buy', amountIn }, bank);
      return pool;
    }
    case 'clmm':
      return createClmmPool(planned.plan, creator, random, bank);
  }
}

function migrateFeeOn(chain: Chain): bigint {
  const config = chain.accounts.get(LAUNCHLAB_SOL_CONFIG);
  const decoded = config === undefined ? null : decodeLaunchLabGlobalConfigAccount(config.data);
  if (decoded === null) throw new Error('this chain has no config for launches');
  return decoded.migrateFee;
}
