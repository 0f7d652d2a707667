// components/offers/tab-content.tsx
'use client'

import { useWatch } from 'react-hook-form'
import type { BlockKind } from '@/db/schema/offer-content'
import type { OfferFieldName } from '@/lib/offers/offer-fields'
import { ContentAbout } from './content-about'
import { ContentBlocks } from './content-blocks'
import { ContentGallery } from './content-gallery'
import { ContentLeadForm } from './content-lead-form'
import { ContentQuestions } from './content-questions'
import { ContentTestimonials } from './content-testimonials'
import { ContentVideo } from './content-video'
import { EditorGroup } from './editor-field'
import type { OfferForm } from './offer-form'
import { Section } from './section'

export function TabGallery() {
  return (
    <EditorGroup name="gallery">
      {({ value, onChange, disabled }, errors) => (
        <ContentGallery {...{ value, onChange, disabled, errors }} />
      )}
    </EditorGroup>
  )
}

/** What makes a stranger trust: who bought, who sells, and the answers to what they ask. */
export function TabTestimonials() {
  return (
    <>
      <Section>
        <EditorGroup name="testimonials">
          {({ value, onChange, disabled }, errors) => (
            <ContentTestimonials {...{ value, onChange, disabled, errors }} />
          )}
        </EditorGroup>
      </Section>
      <Section>
        <EditorGroup name="about">
          {({ value, onChange, disabled }, errors) => (
            <ContentAbout {...{ value, onChange, disabled, errors }} />
          )}
        </EditorGroup>
      </Section>
      <Section>
        <EditorGroup name="questions">
          {({ value, onChange, disabled }, errors) => (
            <ContentQuestions {...{ value, onChange, disabled, errors }} />
          )}
        </EditorGroup>
      </Section>
    </>
  )
}

export function TabVideo() {
  return (
    <EditorGroup name="video">
      {({ value, onChange, disabled }, errors) => (
        <ContentVideo {...{ value, onChange, disabled, errors }} />
      )}
    </EditorGroup>
  )
}

/** Where the words of each part of the page are written. */
const WRITTEN_IN: Readonly<Record<BlockKind, OfferFieldName>> = {
  video: 'video',
  description: 'description',
  gallery: 'gallery',
  testimonials: 'testimonials',
  guarantee: 'guaranteeDays',
  about: 'about',
  questions: 'questions',
  lead: 'leadForm',
}

export function BlockFields({ goTo }: { readonly goTo: (field: OfferFieldName) => void }) {
  const filled = useFilled()
  return (
    <EditorGroup name="blocks">
      {({ value, onChange, disabled }, errors) => (
        <ContentBlocks
          {...{ value, onChange, disabled, errors, filled }}
          onOpen={(kind) => goTo(WRITTEN_IN[kind])}
        />
      )}
    </EditorGroup>
  )
}

/** Which parts have something to show, as the page itself judges. */
function useFilled(): Readonly<Record<BlockKind, boolean>> {
  const [video, description, gallery, testimonials, about, questions, leadForm] = useWatch<
    OfferForm,
    ['video', 'description', 'gallery', 'testimonials', 'about', 'questions', 'leadForm']
  >({
    name: ['video', 'description', 'gallery', 'testimonials', 'about', 'questions', 'leadForm'],
  })
  return {
    video: video !== null,
    description: description !== '',
    // The first picture is the head's.
    gallery: gallery.length > 1,
    testimonials: testimonials.length > 0,
    guarantee: true,
    about: about !== null,
    questions: questions.length > 0,
    lead: leadForm !== null,
  }
}

export function LeadFormFields() {
  return (
    <EditorGroup name="leadForm">
      {({ value, onChange, disabled }, errors) => (
        <ContentLeadForm {...{ value, onChange, disabled, errors }} />
      )}
    </EditorGroup>
  )
}
