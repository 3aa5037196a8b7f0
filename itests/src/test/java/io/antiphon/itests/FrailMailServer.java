package io.antiphon.itests;

import io.antiphon.harness.Distribution;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes mail by SMTP, and dies when it is told to: after the last line of a mail and before it says that it has taken it. */
final class FrailMailServer implements AutoCloseable {

    /** @param keeps whether the mail that it dies of lies in the mailbox nevertheless @param with what else happens at that moment */
    private record Death(boolean keeps, Runnable with) {}

    private final int port = Distribution.freePorts(1)[0];
    private final List<String> offered = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private volatile @Nullable Death death;
    private volatile @Nullable ServerSocket socket;

    FrailMailServer() {
        rise();
    }

    /** Settings of a connection that speaks here. */
    Map<String, String> settings() {
        return Map.of(
                "connector",
                "mail",
                "smtp.host",
                "127.0.0.1",
                "smtp.port",
                String.valueOf(port),
                "smtp.security",
                "plain",
                "smtp.from",
                "Care <care@shop.example>");
    }

    /** Lets it live again. */
    void rise() {
        try {
            ServerSocket fresh = new ServerSocket();
            fresh.setReuseAddress(true);
            fresh.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            socket = fresh;
            Thread thread = new Thread(() -> serve(fresh), "frail mail server");
            thread.setDaemon(true);
            thread.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it die of the next mail. */
    void dieOfTheNext(boolean keeps, Runnable with) {
        death = new Death(keeps, with);
    }

    boolean isDead() {
        ServerSocket now = socket;
        return now == null || now.isClosed();
    }

    /** Mails that were handed over to their last line and say this, in order. */
    synchronized List<String> offered(String text) {
        return offered.stream().filter(mail -> text(mail).contains(text)).toList();
    }

    /** Mails that lie in the mailbox and say this. */
    synchronized List<String> kept(String text) {
        return kept.stream().filter(mail -> text(mail).contains(text)).toList();
    }

    private static String text(String mail) {
        String body = mail.substring(mail.indexOf("\n\n")).replaceAll("\\s", "");
        return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    }

    private void serve(ServerSocket mine) {
        while (!mine.isClosed()) {
            try (Socket client = mine.accept()) {
                talk(client, mine);
            } catch (IOException e) {
                // the next one, unless it is dead
            }
        }
    }

    private void talk(Socket client, ServerSocket mine) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        say(client, "220 frail");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            switch (line.split("[ :]")[0].toUpperCase(Locale.ROOT)) {
                case "DATA" -> {
                    say(client, "354 go on");
                    if (!take(mail(in), mine)) {
                        return;
                    }
                    say(client, "250 taken");
                }
                case "QUIT" -> {
                    say(client, "221 bye");
                    return;
                }
                default -> say(client, "250 ok");
            }
        }
    }

    private static String mail(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("the mail has no end");
            }
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    /** False if that was the death of it. */
    private boolean take(String mail, ServerSocket mine) throws IOException {
        Death now = death;
        death = null;
        synchronized (this) {
            offered.add(mail);
            if (now == null || now.keeps()) {
                kept.add(mail);
            }
        }
        if (now != null) {
            now.with().run();
            mine.close();
        }
        return now == null;
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        ServerSocket now = socket;
        if (now != null) {
            now.close();
        }
    }
}
