import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Button, Menu, MenuItem, MenuTrigger } from '../../ui/index.ts';
import type { Comments, Thread } from './useComments.ts';
import { peopleFor } from './words.ts';

/** Says who is to see to a thread. A menu: in a list of the machine's own each name that an arrow key passes would be told. */
export function Assigning({ thread, comments }: { readonly thread: Thread; readonly comments: Comments }) {
  const t = useTranslations('comments');
  const failure = useFailureWords();
  const assign = (personId: string | null, name: string) =>
    void comments.act({ kind: 'assign', threadId: thread.id, personId }).then(
      () => announce(personId === null ? t('isUnassigned') : t('isAssigned', { name })),
      (error: unknown) => announce(failure(error)),
    );
  const { assignedTo } = thread;
  return (
    <MenuTrigger>
      <Button variant="quiet">{assignedTo === null ? t('assign') : t('assignAnew')}</Button>
      <Menu
        aria-label={t('assign')}
        selectionMode="single"
        selectedKeys={[assignedTo?.id ?? '']}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          const person = comments.people.find(({ id }) => id === key);
          if (person !== undefined) assign(person.id, person.name);
          else if (assignedTo !== null) assign(null, '');
        }}
      >
        {[
          ...(assignedTo === null
            ? []
            : [
                <MenuItem key="" id="">
                  {t('nobody')}
                </MenuItem>,
              ]),
          ...peopleFor(thread, comments.people).map(({ id, name }) => (
            <MenuItem key={id} id={id}>
              {name}
            </MenuItem>
          )),
        ]}
      </Menu>
    </MenuTrigger>
  );
}
