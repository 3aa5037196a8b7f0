/** Hears mail by IMAP and answers it by SMTP. */
@NullMarked
package io.antiphon.connector.mail;

import org.jspecify.annotations.NullMarked;
