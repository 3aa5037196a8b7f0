package io.antiphon.connector.webhookout;

import io.antiphon.spi.Problem;
import io.antiphon.spi.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where actions are posted, and whether they may be.
 *
 * @param insecure whether http will do beyond this machine
 * @param privately whether it may lie where the public cannot reach
 */
record Target(URI address, boolean insecure, boolean privately) {

    private static final int KNOCK_MILLIS = 5_000;

    static Target of(Settings settings) {
        return new Target(settings.uri("url"), settings.flag("insecure"), settings.flag("private-network"));
    }

    /** What is wrong with it, as far as can be told without the network. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        String host = host();
        if (host.isEmpty()) {
            problems.add(
                    Problem.error("url", "The address names no host.", "For example: https://example.org/antiphon"));
            return problems;
        }
        if (address.getRawUserInfo() != null) {
            problems.add(Problem.error(
                    "url", "The address holds a user name or password, which would be shown.", "Take it out."));
        }
        if (!secure() && !insecure && !isThisMachine(host)) {
            problems.add(Problem.error(
                    "url",
                    "By http everybody on the way can read what is posted.",
                    "Take https, or set 'insecure' if the way is safe."));
        }
        return problems;
    }

    /**
     * Throws if it may not be posted to as its name is resolved now. The client resolves it again, which the JVM answers from
     * memory.
     */
    void requireAllowed() throws IOException {
        if (!privately) {
            for (InetAddress each : resolved()) {
                if (!Addresses.isPublic(each)) {
                    throw new IOException(refusal(each));
                }
            }
        }
    }

    /** Sees whether it can be reached, without posting anything; what is wrong, or empty. */
    Optional<Problem> knock() {
        try {
            for (InetAddress each : resolved()) {
                if (!privately && !Addresses.isPublic(each)) {
                    return Optional.of(
                            Problem.error("url", refusal(each), "Set 'private-network' if that is where it is to go."));
                }
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host(), port()), KNOCK_MILLIS);
            }
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of(Problem.error("url", "Nobody knows the host " + host() + ".", "Check the address."));
        } catch (IOException e) {
            return Optional.of(Problem.warning(
                    "url",
                    "Nothing takes a connection at " + host() + ":" + port() + " now.",
                    "Actions wait until something does, unless a proxy stands between."));
        }
    }

    private String refusal(InetAddress where) {
        return "The host " + host() + " is at " + where.getHostAddress() + ", which the public cannot reach; "
                + "'private-network' is not set.";
    }

    private InetAddress[] resolved() throws UnknownHostException {
        return InetAddress.getAllByName(host());
    }

    private boolean secure() {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    private String host() {
        return address.getHost() == null ? "" : address.getHost();
    }

    private int port() {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return secure() ? 443 : 80;
    }

    /** Only what needs no looking up. */
    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]");
    }
}
