// HeidelTime over a folder in one virtual machine: starting one for each document takes eight seconds, reading it a fifth of one.
// usage: java -cp heideltime.jar HeidelTimes.java FOLDER    FOLDER holds NAME.txt with the date in NAME.dct; writes NAME.tml
import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;

public class HeidelTimes {
    public static void main(String[] arguments) throws Exception {
        HeidelTimeStandalone tagger =
            new HeidelTimeStandalone(Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, "config.props");
        for (File file : new File(arguments[0]).listFiles((folder, name) -> name.endsWith(".txt"))) {
            String stem = file.getPath().substring(0, file.getPath().length() - 4);
            String day = Files.readString(Path.of(stem + ".dct")).strip();
            String text = Files.readString(file.toPath());
            String found = tagger.process(text, new SimpleDateFormat("yyyy-MM-dd").parse(day));
            Files.write(Path.of(stem + ".tml"), found.getBytes(StandardCharsets.UTF_8));
        }
    }
}
