import styles from './place-path.module.css';

type Named = { id: number; name: string };

/** The way down to the institution that a page looks at; what stands above it leads back up. */
export function PlacePath({
  path,
  place,
  onPlace,
}: {
  path: readonly Named[];
  place: Named;
  onPlace: (id: number) => void;
}) {
  return (
    <nav className={styles.path} aria-label="机构">
      {path.map(({ id, name }) =>
        id === place.id ? (
          <strong key={id}>{name}</strong>
        ) : (
          <button key={id} type="button" className={styles.up} onClick={() => onPlace(id)}>
            {name} ›
          </button>
        ),
      )}
    </nav>
  );
}
