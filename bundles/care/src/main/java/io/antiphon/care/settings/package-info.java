/** What a team has laid down: which signals need an answer, queues, service levels, templates and macros. */
@NullMarked
package io.antiphon.care.settings;

import org.jspecify.annotations.NullMarked;
