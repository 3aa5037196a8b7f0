/** The journal on SQLite: appended in groups, read, followed, kept in segments. */
@NullMarked
package io.antiphon.journal;

import org.jspecify.annotations.NullMarked;
