import { AlertDialog } from 'radix-ui';
import { useCockpit } from '../../../store/desk-context.tsx';
import { Button } from '../../../ui/button.tsx';
import dialog from '../../../ui/dialog.module.css';

/** Sells every position at what the pools give now. Asks once more: it cannot be taken back. */
export function SellEverything({ count, disabled }: { readonly count: number; readonly disabled: boolean }) {
  const { actions } = useCockpit();
  const what = count === 1 ? 'the open position' : `all ${count} open positions`;
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger asChild>
        <Button small look="quiet" disabled={disabled}>
          Sell everything
        </Button>
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={dialog['overlay']} />
        <AlertDialog.Content className={dialog['alert']}>
          <AlertDialog.Title className={dialog['title']}>Sell everything?</AlertDialog.Title>
          <AlertDialog.Description className={dialog['text']}>
            A sell order goes out for {what}, at the price of the moment and within your slippage. Buying goes
            on unless you stop it or choose “Sell only”.
          </AlertDialog.Description>
          <div className={dialog['buttons']}>
            <AlertDialog.Cancel asChild>
              <Button>Keep them</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button look="danger" onClick={() => void actions.sellEverything()}>
                Sell everything
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
