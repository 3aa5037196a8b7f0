/** What was said over time: how often each language, feeling, topic, intent, emotion and subject came, and how it was felt. */
@org.jspecify.annotations.NullMarked
package io.antiphon.insight.course;
