/** Cases: who has to be answered, by whom and until when; and the ledger of all answers. */
@NullMarked
package io.antiphon.care;

import org.jspecify.annotations.NullMarked;
