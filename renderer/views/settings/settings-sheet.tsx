import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useRef } from 'react';
import { useCockpit, useScreen } from '../../store/desk-context.tsx';
import dialog from '../../ui/dialog.module.css';
import { SettingsForm } from './settings-form.tsx';
import styles from './settings-sheet.module.css';

/** The settings, in a sheet over the desk: the stop stays in sight and its key keeps working. */
export function SettingsSheet() {
  const { screen } = useCockpit();
  const open = useScreen((state) => state.settingsOpen);
  const unsaved = useRef(false);
  const focusedBefore = useRef<Element | null>(null);
  const setOpen = (settingsOpen: boolean): void => screen.setState({ settingsOpen });
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className={dialog['overlay']} />
        <Dialog.Content
          className={dialog['sheet']}
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            focusedBefore.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            // The sheet knows no button that opened it, so it would leave the keyboard nowhere.
            event.preventDefault();
            if (focusedBefore.current instanceof HTMLElement) focusedBefore.current.focus();
          }}
          onInteractOutside={(event) => {
            // The stop above is no way out of the sheet, and a stray click must not lose what was typed.
            const onBar = event.target instanceof Element && event.target.closest('[data-top-bar]') !== null;
            if (onBar || unsaved.current) event.preventDefault();
          }}
        >
          <div className={styles['head']}>
            <Dialog.Title className={dialog['title']}>Settings</Dialog.Title>
            <Dialog.Close className={styles['close']} aria-label="Close the settings">
              <X size={16} />
            </Dialog.Close>
          </div>
          <SettingsForm
            onSaved={() => setOpen(false)}
            onChanged={(changed) => {
              unsaved.current = changed;
            }}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
