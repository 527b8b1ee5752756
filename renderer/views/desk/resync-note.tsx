import { useStore } from 'zustand';
import { useCockpit } from '../../store/desk-context.tsx';
import styles from './resync-note.module.css';

/** While a snapshot is on its way after a gap, what is shown may be behind: the window says so. */
export function ResyncNote() {
  const resyncing = useStore(useCockpit().desk, (state) => state.resyncing);
  if (!resyncing) return null;
  return (
    <p className={styles['note']} role="status">
      Catching up with the desk…
    </p>
  );
}
