/** The fold of cases and of the answer ledger, and its rows for reading. */
@NullMarked
package io.antiphon.care.cases;

import org.jspecify.annotations.NullMarked;
