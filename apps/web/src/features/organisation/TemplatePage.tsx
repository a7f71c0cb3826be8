import type { Organisation } from '@yrka/server/api';
import { Redo2, Undo2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { ApiError, useChangeOrganisation } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, IconButton, Menu, MenuItem, MenuTrigger } from '../../ui/index.ts';
import { AskBeforeLeaving } from './AskBeforeLeaving.tsx';
import { begunWith, madeAgain, onOtherGround, stepped, takenBack } from './history.ts';
import { OrganisationFrame } from './OrganisationFrame.tsx';
import css from './Template.module.css';
import { isSame, problemIn, rebased, type ShownKind, shownKinds, type TemplateWords, withoutEmptyLines } from './templateDraft.ts';
import { TemplatePreview } from './TemplatePreview.tsx';
import { type ChangeWords, TemplateSheet } from './TemplateSheet.tsx';
import { TemplateTools } from './TemplateTools.tsx';

/** How the municipality's documents look and begin, changed on a sheet that looks like them. */
export function TemplatePage() {
  return (
    <OrganisationFrame place="template">
      {({ municipality, template, acts }) => <TemplateEditor municipality={municipality} template={template} mayEdit={acts.includes('editTemplate')} />}
    </OrganisationFrame>
  );
}

type Props = { readonly municipality: Organisation['municipality']; readonly template: Organisation['template']; readonly mayEdit: boolean };

function TemplateEditor({ municipality, template, mayEdit }: Props) {
  const t = useTranslations('organisation.template');
  const failure = useFailureWords();
  const save = useChangeOrganisation('template');
  const { history, setHistory, begun, settle } = useDraft(template);
  const words = history.now;
  const [kind, setKind] = useState<ShownKind>('officerReport');
  const [hasTried, setTried] = useState(false);
  const [wasSecond, setSecond] = useState(false);
  const [hasOwnColour, setOwnColour] = useState(false);
  const problem = problemIn(words, template);
  const isChanged = !isSame(withoutEmptyLines(words), begun.words);

  const change: ChangeWords = (changed, about = null) => mayEdit && setHistory(stepped(history, { ...words, ...changed }, about));
  const undo = () => {
    setHistory(takenBack(history));
    setOwnColour(false);
    announce(t('undone'));
  };
  const redo = () => {
    setHistory(madeAgain(history));
    setOwnColour(false);
    announce(t('redone'));
  };

  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !mayEdit) return;
    const key = event.key.toLowerCase();
    const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
    if (key !== 'z' && !isRedo) return;
    event.preventDefault();
    if (isRedo && history.undone.length > 0) redo();
    else if (!isRedo && history.past.length > 0) undo();
  }

  function submit(): void {
    setTried(true);
    if (problem?.kind != null) setKind(problem.kind);
    if (problem !== null || save.isPending) return;
    if (!isChanged) return announce(t('nothingToSave'));
    const sent = withoutEmptyLines(words);
    setSecond(false);
    save.mutate(
      { words: sent, version: begun.version },
      {
        onSuccess: () => {
          settle(sent);
          setTried(false);
          announce(t('saved'));
        },
        onError: (error) => {
          if (!(error instanceof ApiError) || error.code !== 'conflict') return;
          settle(begun.words);
          setSecond(true);
        },
      },
    );
  }

  return (
    <div className={css.editor} onKeyDown={onKeyDown}>
      {!mayEdit && <Banner>{t('readOnly')}</Banner>}
      <Tabs className={css.tabs ?? ''}>
        <div className={css.bar}>
          <ToggleButtonGroup
            aria-label={t('kinds')}
            className={css.kinds ?? ''}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[kind]}
            onSelectionChange={(keys) => setKind(shownKinds.find((one) => keys.has(one)) ?? kind)}
          >
            {shownKinds.map((one) => (
              <ToggleButton key={one} id={one} className={css.kind ?? ''} lang="sv">
                {begun.words.documentLabels[one]}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <TabList aria-label={t('views')} className={css.views ?? ''}>
            <Tab id="sheet" className={css.view ?? ''}>
              {t('edit')}
            </Tab>
            <Tab id="preview" className={css.view ?? ''}>
              {t('preview')}
            </Tab>
          </TabList>
          {mayEdit && (
            <div className={css.acts}>
              <IconButton label={t('undo')} keys="Ctrl+Z" isDisabled={history.past.length === 0} onPress={undo}>
                <Undo2 aria-hidden />
              </IconButton>
              <IconButton label={t('redo')} keys="Ctrl+Y" isDisabled={history.undone.length === 0} onPress={redo}>
                <Redo2 aria-hidden />
              </IconButton>
              <MenuTrigger>
                <Button variant="quiet">{t('reset')}</Button>
                <Menu
                  aria-label={t('reset')}
                  onAction={(key) => {
                    setHistory(stepped(history, key === 'saved' ? begun.words : template.base, null));
                    setOwnColour(false);
                    announce(t(key === 'saved' ? 'resetDone' : 'resetBaseDone'));
                  }}
                >
                  <MenuItem id="saved" description={t('resetSavedMeans')}>
                    {t('resetSaved')}
                  </MenuItem>
                  <MenuItem id="base" description={t('resetBaseMeans')}>
                    {t('resetBase')}
                  </MenuItem>
                </Menu>
              </MenuTrigger>
              <Button variant="primary" isPending={save.isPending} onPress={submit}>
                {t('save')}
              </Button>
            </div>
          )}
        </div>
        {mayEdit && (
          <div className={css.means}>
            <p className={css.help}>{t('means')}</p>
            {hasTried && problem !== null && (
              <Banner tone="danger" isAnnounced>
                {t(`problem.${problem.code}`)}
              </Banner>
            )}
            {(wasSecond || save.isError) && (
              <Banner tone="danger" isAnnounced>
                {wasSecond ? t('changedMeanwhile') : failure(save.error)}
              </Banner>
            )}
          </div>
        )}
        <TabPanel id="sheet" className={css.panel ?? ''}>
          <TemplateSheet kind={kind} words={words} municipality={municipality} possible={template} mayEdit={mayEdit} isChecked={hasTried} onChange={change} />
          <TemplateTools
            kind={kind}
            words={words}
            municipality={municipality}
            mayEdit={mayEdit}
            isChecked={hasTried}
            hasOwnColour={hasOwnColour}
            onOwnColour={setOwnColour}
            onChange={change}
          />
        </TabPanel>
        <TabPanel id="preview" className={css.panel ?? ''}>
          {problem === null ? (
            <TemplatePreview kind={kind} words={withoutEmptyLines(words)} arms={municipality.arms} />
          ) : (
            <Banner tone="warning">{t(`problem.${problem.code}`)}</Banner>
          )}
        </TabPanel>
      </Tabs>
      <AskBeforeLeaving isChanged={isChanged} />
    </div>
  );
}

/**
 * What one makes of the template, and what it was begun from. Somebody else's change is shown as soon as
 * it is known where nothing has been written; else it is met when one saves, and what one has written stays.
 */
function useDraft(template: Organisation['template']) {
  const [begun, setBegun] = useState(template);
  const [history, setHistory] = useState(() => begunWith<TemplateWords>(template.words));
  /** What an answer of the server was about: what is not that has been written since. */
  const [settled, setSettled] = useState<TemplateWords | null>(null);
  useEffect(() => {
    // An answer may be here before what it is about.
    if (template.version === begun.version) return;
    if (settled === null && !isSame(history.now, begun.words)) return;
    const ground = settled ?? begun.words;
    setHistory(onOtherGround(history, (words) => rebased(ground, words, template.words)));
    setBegun(template);
    setSettled(null);
  }, [template, begun, history, settled]);
  return { history, setHistory, begun, settle: setSettled };
}
