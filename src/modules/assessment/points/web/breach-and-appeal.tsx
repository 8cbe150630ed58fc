import { useQuery } from '@tanstack/react-query';
import { api } from '../../../../web/api/client.ts';
import { SidePanel } from '../../../../web/kit/side-panel.tsx';
import { Loaded } from '../../../../web/kit/states.tsx';
import { AppealSection } from '../../appeal/web/appeal-section.tsx';
import { type Breach, breachesPath, breachPath } from '../../breach/web/breach-api.ts';
import { BreachFacts } from '../../breach/web/breach-facts.tsx';

/** The breach behind an entry, and the appeal against it. */
export function BreachAndAppeal({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery({
    queryKey: [breachesPath, id],
    queryFn: ({ signal }) => api.get<Breach>(breachPath(id), {}, signal),
  });
  return (
    <SidePanel title={query.data?.title ?? '违规'} onClose={onClose}>
      <Loaded query={query}>
        {(breach) => (
          <>
            <BreachFacts breach={breach} />
            <AppealSection
              ground={{ name: 'breach_id', id: breach.id }}
              title={breach.title}
              staffId={breach.bearerId}
              stands={breach.state === 'confirmed'}
            />
          </>
        )}
      </Loaded>
    </SidePanel>
  );
}
