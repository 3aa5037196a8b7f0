/** Who may come in: people, their passwords and tokens, and who is signed in. */
@NullMarked
package io.antiphon.http.people;

import org.jspecify.annotations.NullMarked;
