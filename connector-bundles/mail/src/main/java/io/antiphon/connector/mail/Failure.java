package io.antiphon.connector.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Says in words what went wrong between us and a mail server. */
final class Failure {

    private Failure() {}

    static String words(Throwable failure) {
        for (Throwable cause = failure; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            if (cause instanceof AuthenticationFailedException) {
                return "the server does not take this user and password" + said(cause);
            }
            if (cause instanceof FolderNotFoundException) {
                return "there is no such folder" + said(cause);
            }
            if (cause instanceof UnknownHostException) {
                return "nobody knows the host";
            }
            if (cause instanceof SocketTimeoutException) {
                return "it does not answer in time";
            }
            if (cause instanceof ConnectException) {
                return "nothing takes the connection";
            }
            if (cause instanceof SSLException) {
                return "the encryption fails" + said(cause);
            }
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message.strip();
    }

    private static String said(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? "" : ": " + message.strip();
    }
}
