import { Page } from '../kit/page.tsx';
import { FormStories } from './forms.tsx';
import { ListStories } from './lists.tsx';
import { MarkStories } from './marks.tsx';

/** Every part of the kit in its states, for those who build pages and those who look at them. */
export default function GalleryPage() {
  return (
    <Page title="构件" note="页面由这些构件组成">
      <MarkStories />
      <ListStories />
      <FormStories />
    </Page>
  );
}
