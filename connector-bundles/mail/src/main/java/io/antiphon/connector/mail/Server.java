package io.antiphon.connector.mail;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Settings;
import java.util.Locale;

/**
 * A mail server and who we are there.
 *
 * @param protocol {@code imap} or {@code smtp}
 * @param user empty for nobody
 * @param certificates a file of certificates that are trusted too; empty for none
 */
record Server(
        String protocol, String host, int port, Security security, String user, String password, String certificates) {

    private static final int IMAP = 143;
    private static final int IMAPS = 993;
    private static final int SMTP = 25;
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;

    static Server imap(Settings settings) {
        return of("imap", settings);
    }

    static Server smtp(Settings settings) {
        return of("smtp", settings);
    }

    private static Server of(String protocol, Settings settings) {
        Security security = Security.of(settings.text(protocol + ".security"));
        int port = settings.has(protocol + ".port") ? Math.toIntExact(settings.number(protocol + ".port")) : 0;
        return new Server(
                protocol,
                settings.text(protocol + ".host").toLowerCase(Locale.ROOT),
                port == 0 ? usual(protocol, security) : port,
                security,
                settings.find(protocol + ".user").orElse(""),
                settings.find(protocol + ".password").orElse(""),
                settings.find("certificates").orElse(""));
    }

    private static int usual(String protocol, Security security) {
        boolean isImap = protocol.equals("imap");
        return switch (security) {
            case TLS -> isImap ? IMAPS : SUBMISSIONS;
            case STARTTLS -> isImap ? IMAP : SUBMISSION;
            case PLAIN -> isImap ? IMAP : SMTP;
        };
    }

    /** Throws if nobody can log in so. */
    Server loggingIn() {
        if (user.isEmpty() || password.isEmpty()) {
            throw new AntiphonException(
                    AntiphonException.Code.INVALID,
                    "Settings '" + protocol + ".user' and '" + protocol + ".password' are needed to hear mail");
        }
        return this;
    }

    String address() {
        return host + ":" + port;
    }

    /** Never the password. */
    @Override
    public String toString() {
        return protocol + "://" + address();
    }
}
