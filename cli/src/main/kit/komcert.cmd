@echo off
rem Only ASCII in here: cmd loses its place in a file with other characters.
rem The field tool with a Java 25 or later at hand: beside this file, in JAVA_HOME, on the path, or installed.
setlocal
for /f "tokens=2 delims=:." %%c in ('chcp') do set "KOMCERT_CODEPAGE=%%c"
chcp 65001 >nul
set "KOMCERT_JAVA="
call :try "%~dp0java-windows"
for /d %%d in ("%~dp0java-windows\*") do call :try "%%~d"
if defined JAVA_HOME call :try "%JAVA_HOME%"
for /f "delims=" %%j in ('where java 2^>nul') do call :try "%%~dpj.."
for /d %%v in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft") do for /d %%d in ("%%~v\*") do call :try "%%~d"
if not defined KOMCERT_JAVA (
    echo Es fehlt Java 25: Laden Sie auf adoptium.net das ZIP-Archiv "JRE 25, Windows x64", entpacken Sie es in den Ordner java-windows neben dieser Datei und starten Sie noch einmal. 1>&2
    chcp %KOMCERT_CODEPAGE% >nul
    exit /b 69
)
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
"%KOMCERT_JAVA%" -Xmx512m -XX:+UseSerialGC "-Dkomcert.rules=%~dp0regeln" -jar "%~dp0feldwerkzeug\komcert-cli.jar" %*
set "KOMCERT_EXIT=%ERRORLEVEL%"
chcp %KOMCERT_CODEPAGE% >nul
exit /b %KOMCERT_EXIT%

rem Every Java states its version in the file "release"; asking it there starts no program.
:try
if defined KOMCERT_JAVA exit /b
if not exist "%~1\bin\java.exe" exit /b
findstr /r /c:"^JAVA_VERSION=.2[5-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul 2>nul && set "KOMCERT_JAVA=%~1\bin\java.exe"
exit /b
