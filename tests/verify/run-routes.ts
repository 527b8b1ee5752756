import type { OrderSide } from '../../shared/order.ts';
import type { Address } from '../../shared/units.ts';
import { startLiteChain, type LiteSvmClass } from './lite-chain.ts';
import { ROUTES, type Route } from './routes.ts';
import { signerOf } from './sample-keys.ts';
import { tryBuyAndSell, type Try } from './try-route.ts';

/** What all tries of one side of a route came to. */
export type RouteResult = {
  readonly route: string;
  readonly side: OrderSide;
  readonly tries: number;
  readonly equal: number;
  /** Of the tries that succeeded, and what the order asks for; null where none did. */
  readonly units: { readonly least: number; readonly most: number; readonly asked: number } | null;
  /** The first that was not equal. */
  readonly fault: string | null;
  /** The program file is a build that does not have the instruction. */
  readonly unknownToProgram: boolean;
};

/** Several wallets for each, because the search for the token account's address costs units that differ by wallet. */
const WALLETS = 3;

/** Runs the routes whose program is there, in their order. */
export function runRoutes(
  LiteSvm: LiteSvmClass,
  programs: ReadonlyMap<Address, Uint8Array>,
): readonly RouteResult[] {
  return ROUTES.filter(({ program }) => programs.has(program)).flatMap((route) => {
    const tries = triesOf(route, LiteSvm, programs);
    return (['buy', 'sell'] as const).flatMap((side) => {
      const ofSide = tries.filter((each) => each.side === side);
      return ofSide.length === 0 ? [] : [summary(route, side, ofSide)];
    });
  });
}

function triesOf(
  route: Route,
  LiteSvm: LiteSvmClass,
  programs: ReadonlyMap<Address, Uint8Array>,
): readonly Try[] {
  // One chain for all of a route: each try writes its pool anew and has a wallet of its own.
  const chain = startLiteChain(LiteSvm, programs);
  const { name, version, lamportsIn } = route;
  return route.samples.flatMap((layOut, sampleAt) => {
    const sample = layOut(chain.rentOf);
    return lamportsIn.flatMap((amount) =>
      Array.from({ length: WALLETS }, (_, walletAt) => {
        const wallet = signerOf(`${name} ${sampleAt} ${amount} ${walletAt}`);
        return tryBuyAndSell(chain, sample, { version, lamportsIn: amount, wallet });
      }).flat(),
    );
  });
}

function summary(route: Route, side: OrderSide, tries: readonly Try[]): RouteResult {
  const faults = tries.flatMap(({ fault, amountIn }) => (fault === null ? [] : [`${amountIn} in: ${fault}`]));
  return {
    route: route.name,
    side,
    tries: tries.length,
    equal: tries.length - faults.length,
    units: unitsOf(tries),
    fault: faults[0] ?? null,
    unknownToProgram: faults.length === tries.length && faults.every((each) => each.includes(UNKNOWN)),
  };
}

function unitsOf(tries: readonly Try[]): RouteResult['units'] {
  const used = tries.flatMap((each) => each.units ?? []);
  if (used.length === 0) return null;
  const asked = Math.max(...tries.map((each) => each.unitsAsked));
  return { least: Math.min(...used), most: Math.max(...used), asked };
}

/** What a program answers to an instruction that it does not have. */
const UNKNOWN = 'InvalidInstructionData';
