/** What every enricher of this room reads of a text, read once: characters, tokens, clauses, script. */
@NullMarked
package io.antiphon.insight.text;

import org.jspecify.annotations.NullMarked;
