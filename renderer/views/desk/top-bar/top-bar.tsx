import { useDesk } from '../../../store/desk-context.tsx';
import { ArmedBar } from './armed-bar.tsx';
import { HaltedBar } from './halted-bar.tsx';

/** The bar over everything: what is on, what it is connected to, and the stop; red from end to end while halted. */
export function TopBar() {
  const trading = useDesk((desk) => desk.trading);
  return trading.state === 'halted' ? <HaltedBar trading={trading} /> : <ArmedBar trading={trading} />;
}
