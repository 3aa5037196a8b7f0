package io.antiphon.itests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium with a fresh user, of an exact size, whose console is listened to. Nothing is downloaded for it. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path CHROMIUM = Path.of(System.getProperty("antiphon.chromium", "/usr/bin/chromium"));
    private static final Path DRIVER = Path.of(System.getProperty("antiphon.chromedriver", "/usr/bin/chromedriver"));

    private final Path user;
    private final ChromeDriver driver;

    Browser() {
        for (Path needed : List.of(CHROMIUM, DRIVER)) {
            if (!Files.isExecutable(needed)) {
                throw new IllegalStateException(
                        "There is no " + needed + "; on Debian or Ubuntu: apt-get install chromium chromium-driver");
            }
        }
        user = folder();
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.setCapability("goog:loggingPrefs", logging);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-GB",
                "--user-data-dir=" + user);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(DRIVER.toString()))
                .usingAnyFreePort()
                .withLogOutput(java.io.OutputStream.nullOutputStream())
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        resize(1440, 900);
        scheme("light");
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("antiphon-browser-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- what it looks like ---------------------------------------------------------------------------------------

    /** Makes the visible part exactly so large. */
    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the system is said to prefer: light or dark. */
    void scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Whether its network is off: nothing reaches it and it reaches nothing. */
    void offline(boolean off) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", off, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** What is seen now, as a PNG. */
    void shoot(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Object data = driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"))
                    .get("data");
            Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- what is on it --------------------------------------------------------------------------------------------

    void open(Object address) {
        driver.get(address.toString());
    }

    String address() {
        return driver.getCurrentUrl();
    }

    /** Waits until something visible matches. */
    WebElement find(String css) {
        return await(
                "something visible that matches " + css,
                browser -> visible(css).stream().findFirst().orElse(null));
    }

    /** Waits until something visible matches and says this. */
    WebElement find(String css, String text) {
        return await(css + " that says '" + text + "'", browser -> visible(css).stream()
                .filter(element -> element.getText().contains(text))
                .findFirst()
                .orElse(null));
    }

    private List<WebElement> visible(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .toList();
    }

    /** Makes the window small and waits until nothing of the page is wider. */
    void fitsASmallScreen() {
        resize(380, 760);
        await("nothing wider than a small screen", browser -> Long.valueOf(0)
                .equals(script("const main = document.querySelector('main');"
                        + "return Math.max(main.scrollWidth - main.clientWidth,"
                        + " document.body.scrollWidth - innerWidth)")));
    }

    /** What matches now, without waiting. */
    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    List<String> texts(String css) {
        return await(css, browser -> all(css).stream().map(WebElement::getText).toList());
    }

    void gone(String css) {
        await("nothing that matches " + css, browser -> all(css).isEmpty());
    }

    void click(String css) {
        await(css + " that can be clicked", browser -> {
            find(css).click();
            return true;
        });
    }

    void click(String css, String text) {
        await(css + " that says '" + text + "' and can be clicked", browser -> {
            find(css, text).click();
            return true;
        });
    }

    /** Replaces what a field holds. */
    void fill(String css, String text) {
        WebElement field = find(css);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
        field.sendKeys(text);
    }

    /** Presses keys while no field has the keyboard. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Waits until the function gives neither null nor false. */
    <T> T await(String what, Function<Browser, T> condition) {
        return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class)
                .ignoring(org.openqa.selenium.ElementClickInterceptedException.class)
                .ignoring(org.openqa.selenium.ElementNotInteractableException.class)
                .withMessage(() -> what + " at " + address() + ", where it says:\n"
                        + driver.findElement(By.tagName("body")).getText() + "\nconsole: " + said())
                .until(driver -> condition.apply(this));
    }

    /** Runs a script in the document; gives what it returns. */
    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs the body of an asynchronous function in the document; gives what its promise comes to. */
    Object later(String body) {
        return driver.executeAsyncScript("const done = arguments[arguments.length - 1];" + "(async () => {" + body
                + "\n})().then(done, error => done(String(error.stack || error)));");
    }

    // ---- what it complains about ----------------------------------------------------------------------------------

    private final List<String> unread = new ArrayList<>();

    private List<String> said() {
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                unread.add(entry.getLevel() + " " + entry.getMessage());
            }
        }
        return unread;
    }

    /** Warnings and errors in the browser's console since last asked: exceptions, violated policies, failed requests. */
    List<String> complaints() {
        List<String> complaints = List.copyOf(said());
        unread.clear();
        return complaints;
    }

    @Override
    public void close() {
        driver.quit();
        try (var files = Files.walk(user)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
