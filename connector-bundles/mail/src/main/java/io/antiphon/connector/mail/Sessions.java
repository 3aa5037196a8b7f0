package io.antiphon.connector.mail;

import jakarta.mail.Session;
import java.util.Properties;

/** Makes sessions of the mail library, which finds its own parts by the class loader of whoever asks. */
final class Sessions {

    private Sessions() {}

    static Session of(Properties properties) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Sessions.class.getClassLoader());
        try {
            return Session.getInstance(properties);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
