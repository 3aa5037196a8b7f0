/** What a text is about and what is wanted: trained topics, a tree of tags, emotion, urgency, praise, complaint, question, request. */
@NullMarked
package io.antiphon.insight.topics;

import org.jspecify.annotations.NullMarked;
